/// A flash memory that exists in memory only: deterministic, with power cuts at any operation, torn
/// and lost data, undone directory changes, bit rot and a capacity.
@NullMarked
package org.kadec21.simulation.flash;

import org.jspecify.annotations.NullMarked;
