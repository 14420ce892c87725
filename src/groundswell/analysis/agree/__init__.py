"""How far coders agree: chance-corrected coefficients, their intervals, and when there is none to give."""
