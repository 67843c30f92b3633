/// A unit at the other end of its service port: the line, its console, YMODEM-1K, and an
/// installation over all of them (`docs/flashing-protocol.md`).
@NullMarked
package org.kadec21.updater.port;

import org.jspecify.annotations.NullMarked;
