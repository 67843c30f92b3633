/// What a host and a module say to each other, as lines that a person can read and a program can
/// play again.
@NullMarked
package org.kadec21.bench.transcript;

import org.jspecify.annotations.NullMarked;
