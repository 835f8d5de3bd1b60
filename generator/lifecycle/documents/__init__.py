"""Controlled documents over time: approvals, what is in force, copies, drills, training, changes."""
