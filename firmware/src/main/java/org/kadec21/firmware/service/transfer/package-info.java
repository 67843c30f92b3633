/// Firmware images over the service port: the orders, and YMODEM-1K as the unit hears it.
/// `docs/flashing-protocol.md` is the specification.
@NullMarked
package org.kadec21.firmware.service.transfer;

import org.jspecify.annotations.NullMarked;
