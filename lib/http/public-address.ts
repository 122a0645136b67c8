import { BlockList, isIPv4 } from 'node:net';

/** IPv4 that leads to no single machine of the public internet (IANA's special-purpose registry). */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** All of IPv6 that is given out. Outside it lie loopback, private and link-local addresses and those that wrap an IPv4. */
const GIVEN_OUT_IPV6 = ['2000::/3'];
/** What of it is special all the same: Teredo and the like, documentation, 6to4. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

function blockList(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

const special4 = blockList('ipv4', SPECIAL_IPV4);
const special6 = blockList('ipv6', SPECIAL_IPV6);
const givenOut6 = blockList('ipv6', GIVEN_OUT_IPV6);

/** Whether an IP address (text without brackets) is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, 'ipv4');
  const [plain = ''] = address.split('%');
  return givenOut6.check(plain, 'ipv6') && !special6.check(plain, 'ipv6');
}
