"""The CAPA process: states, guards, warnings, independence, recurrence."""
