"""What leaves the organization in other forms: scaffolds for authors, schemas for editors."""
