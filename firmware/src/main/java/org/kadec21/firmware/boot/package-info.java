/// A unit put together from its board, its configuration and its way onto the network, and started.
@NullMarked
package org.kadec21.firmware.boot;

import org.jspecify.annotations.NullMarked;
