/// Firmware images over the service port: YMODEM-1K as the unit hears it, and the part of an image
/// that has arrived, kept on flash. `docs/flashing-protocol.md` is the specification.
@NullMarked
package org.kadec21.firmware.service.transfer;

import org.jspecify.annotations.NullMarked;
