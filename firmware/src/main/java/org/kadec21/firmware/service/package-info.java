/// The service port: a second serial line on which a person, or a program, looks after the unit
/// while it goes on with its work.
@NullMarked
package org.kadec21.firmware.service;

import org.jspecify.annotations.NullMarked;
