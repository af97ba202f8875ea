"""Which network addresses are public: nobody may use the server to reach what only it can reach.

The ranges are those of the IANA registries of special-purpose addresses, with those of multicast.
Python's own `is_global` differs between its versions, and says nothing of addresses within others.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

# fmt: off
NOT_PUBLIC_4 = tuple(map(ip_network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
    "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4",
)))
# Of IPv6 only 2000::/3 is in public use; these parts of it are not, or lead through a tunnel.
PUBLIC_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(map(ip_network, (
    "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
)))
# fmt: on
TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: the last 32 bits are an IPv4 address
TUNNELLED = IPv6Network("2002::/16")  # 6to4: bits 16 to 47 are one


def is_public(address: str) -> bool:
    """Whether an address, in numbers, is one that everybody can reach. ValueError for another."""
    known = ip_address(address)
    if isinstance(known, IPv4Address):
        return not any(known in network for network in NOT_PUBLIC_4)
    if known.scope_id:
        return False
    within = _within(known)
    if within is not None:
        return is_public(str(within))
    return known in PUBLIC_6 and not any(known in network for network in NOT_PUBLIC_6)


def _within(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is reached through this one, if there is one."""
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    if address in TUNNELLED:
        return IPv4Address((int(address) >> 80) & 0xFFFF_FFFF)
    return address.ipv4_mapped
