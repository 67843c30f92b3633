/// One tree of records for everything a user may set: read from YAML by role (unit, carrier,
/// provider, scenario), validated once, every error with its file and line, what was expected and
/// what came.
@NullMarked
package org.kadec21.firmware.config;

import org.jspecify.annotations.NullMarked;
