/// The world's configuration by role: carriers and mail providers from YAML, as plain records of
/// the simulation.
@NullMarked
package org.kadec21.bench.config;

import org.jspecify.annotations.NullMarked;
