/// A cellular module as its user sees it: a way onto the network with a price.
@NullMarked
package org.kadec21.modem;

import org.jspecify.annotations.NullMarked;
