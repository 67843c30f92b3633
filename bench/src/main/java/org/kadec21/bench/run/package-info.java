/// The main job: a unit lives through a station's file in virtual time, and its mailbox is held
/// against the file.
@NullMarked
package org.kadec21.bench.run;

import org.jspecify.annotations.NullMarked;
