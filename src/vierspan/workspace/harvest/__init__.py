"""What work in one room leaves in another: takeaways of a gathering, a choice that becomes a decision."""
