/// A mail provider that any program can talk to: submission, the old port 25, and mailboxes over
/// POP3. The protocols are pure dialogues; [org.kadec21.simulation.provider.ProviderServer] gives
/// them connections, in virtual time or on real TCP.
@NullMarked
package org.kadec21.simulation.provider;

import org.jspecify.annotations.NullMarked;
