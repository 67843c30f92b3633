/// The AT commands that every module here has, in families.
@NullMarked
package org.kadec21.simulation.module.command;

import org.jspecify.annotations.NullMarked;
