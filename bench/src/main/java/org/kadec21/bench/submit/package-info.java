/// `kadec21 submit`: mail files handed to a server, one attempt each.
@NullMarked
package org.kadec21.bench.submit;

import org.jspecify.annotations.NullMarked;
