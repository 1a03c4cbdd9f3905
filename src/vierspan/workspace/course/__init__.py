"""The strategist's room: course, themes, activities and what they contribute."""
