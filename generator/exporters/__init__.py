"""What leaves the organization in other forms: registers, feeds and calendars, frozen texts, schemas, references."""
