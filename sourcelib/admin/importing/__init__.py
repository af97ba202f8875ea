"""The pages that bring sources in: what is given, what was read of each, and the whole import.

They are server-rendered forms without a session: what a curator typed is kept with the item when
they ask for it, so every step works without JavaScript. They write through `services.staging` and
`services.settling` alone.
"""
