/// Customers and the mail that waits for them.
@NullMarked
package org.kadec21.simulation.provider.mailbox;

import org.jspecify.annotations.NullMarked;
