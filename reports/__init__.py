"""What a person asks of a run: how right it is, what changed, why a row is there, what the rules do."""
