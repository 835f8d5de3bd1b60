"""What follows from a record's dates and log: durations, states, deadlines."""
