"""Tables, constraints, and facts about a row from its own fields. No queries across relations."""
