"""When a fact happened: the date that belongs to its trigger, its stay or its setting."""
