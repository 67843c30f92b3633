/// The updater: one JAR that verifies a firmware image and installs it on a unit, on any Java 17 or
/// later. It shares no code with the unit or with the maker of images, so that neither's mistakes
/// are repeated here.
@NullMarked
package org.kadec21.updater;

import org.jspecify.annotations.NullMarked;
