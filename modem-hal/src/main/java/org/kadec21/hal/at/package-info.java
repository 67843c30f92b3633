/// The AT engine: a module's bytes become lines, prompts and payloads ([Tokenizer]); those become
/// replies and unsolicited result codes ([AtProtocol], free of I/O); [AtPort] drives that over a
/// [org.kadec21.hal.ByteLink]. One command is in flight at a time (ITU-T V.250 5.6), and after a
/// timeout nothing is believed until the line is known to be in step again ([Resync]).
@NullMarked
package org.kadec21.hal.at;

import org.jspecify.annotations.NullMarked;
