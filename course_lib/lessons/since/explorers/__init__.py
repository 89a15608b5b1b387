"""What moves under the sliders of notebook 12."""
