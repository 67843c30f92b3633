/// The other side of a unit's service port: what a person or a script there says and hears.
@NullMarked
package org.kadec21.bench.service;

import org.jspecify.annotations.NullMarked;
