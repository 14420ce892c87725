"""What happens in the demo, as data: who there is, what they take on, what is asked of whom."""
