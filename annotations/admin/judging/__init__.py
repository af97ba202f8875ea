"""The editor's screens to judge: what waits to be judged, and the page that judges one of them.

They are server-rendered forms without a session: whatever was typed travels in the form itself,
so every step works without JavaScript. They write through `services.judging` alone.
"""
