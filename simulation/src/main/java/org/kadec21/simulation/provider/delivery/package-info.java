/// What becomes of a mail once it has been accepted: virus check, filters, mailbox.
@NullMarked
package org.kadec21.simulation.provider.delivery;

import org.jspecify.annotations.NullMarked;
