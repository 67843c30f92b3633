/// The socket commands of each vendor: a class for each, over the sockets of the core.
@NullMarked
package org.kadec21.simulation.module.dialect;

import org.jspecify.annotations.NullMarked;
