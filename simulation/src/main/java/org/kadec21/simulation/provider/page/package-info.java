/// The page on which a customer sees and changes what belongs to the mailbox: rendered here,
/// without a script.
@NullMarked
package org.kadec21.simulation.provider.page;

import org.jspecify.annotations.NullMarked;
