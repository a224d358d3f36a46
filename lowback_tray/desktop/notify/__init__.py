"""Notifications: what is there (`service`), with buttons (`actions`), without (`plain`)."""
