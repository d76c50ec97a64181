/** Registers the systems that hold a person's information beside ours, and keeps their answers. */
@ApplicationModule(allowedDependencies = {"kernel", "activity"})
package org.pidesk.operator;

import org.springframework.modulith.ApplicationModule;
