"""The composition root: builds everything in an order it narrates; sees both ui and desktop.

    become      the start, told step by step
    running     the program as commands and windows see it (offline: without one)
    shelf       what lies on the disk
    asking      where a prompt appears
    windows     the windows that open when asked for
    sources     what posts events: presence, lock, sleep, heartbeat

Nothing here is imported before it is clear that this process is to become the program.
"""
