"""What moves under the sliders of notebook 11."""
