/// The durable outbox: what must go out, how far it came, and what became of it for each recipient.
@NullMarked
package org.kadec21.firmware.outbox;

import org.jspecify.annotations.NullMarked;
