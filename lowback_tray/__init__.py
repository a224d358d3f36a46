"""Lowback Tray: stands you up once an hour, kindly, and shows you how to move."""

__version__ = "0.1.0"
