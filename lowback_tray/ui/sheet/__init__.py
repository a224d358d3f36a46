"""The page for the professional: four weeks on one A4, as PDF.

page.py     what stands on it, from top to bottom
paper.py    the PDF file, its units and types
charts.py   the drawn parts
words.py    its sentences. Pure
"""
