"""People and past enquiries out of whatever a clinic kept them in."""
