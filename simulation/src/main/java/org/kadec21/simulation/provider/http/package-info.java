/// The part of HTTP/1.1 that a page needs which is served to plain browsers: pure, bounded, strict.
@NullMarked
package org.kadec21.simulation.provider.http;

import org.jspecify.annotations.NullMarked;
