/// Images from their maker to a unit's flash: maker and updater share no code, so they are held
/// against each other, and the updater is run as a field engineer runs it.
package org.kadec21.updating;
