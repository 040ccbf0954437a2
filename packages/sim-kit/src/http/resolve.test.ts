import { expect, test } from 'vitest'
import { isMetadataAddress } from './resolve.ts'

test.each([
  ['::1', false],
  ['127.0.0.1', false],
  ['::ffff:127.0.0.1', false],
  ['64:ff9b::8.8.8.8', false],
  ['2001:db8::1', false],
  ['10.0.0.1', false],
  ['localhost', false],
  ['::', true],
  ['0.0.0.0', true],
  ['fe80::1%eth0', true],
  ['::ffff:a9fe:1', true],
  ['64:ff9b::169.254.169.254', true],
  ['2002:a9fe:a9fe::1', true],
  ['fd00:ec2::254', true],
  ['100.100.100.200', true],
])('CL-01 %s is an address no API may make a simulator call: %s', (address, refused) => {
  expect(isMetadataAddress(address)).toBe(refused)
})
