"""Chimes and spoken steps, by the programs that this system has for it.

player.py   plays a WAV file: PipeWire, PulseAudio, ALSA; Windows; macOS
chimes.py   the program's own chimes at the volume wished for
voice.py    speaks a sentence in a language

Nothing here makes anybody wait: who asks for a sound gets back at once, and what fails is said in
`problem` and tried again the next time.
"""
