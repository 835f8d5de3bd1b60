"""What is joined to what, from the incident to the proof, and where the chain breaks: nodes, links, gaps, views."""
