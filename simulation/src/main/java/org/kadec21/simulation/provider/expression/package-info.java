/// Regular expressions that customers write and the provider runs: found in linear time, whatever
/// they are.
@NullMarked
package org.kadec21.simulation.provider.expression;

import org.jspecify.annotations.NullMarked;
