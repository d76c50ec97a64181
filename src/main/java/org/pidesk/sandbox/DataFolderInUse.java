package org.pidesk.sandbox;

import java.nio.file.Path;

/** Two applications on one data folder would ruin each other's database. */
class DataFolderInUse extends RuntimeException {
    DataFolderInUse(Path data) {
        super("Another pi-desk is running on the data folder " + data + ".");
    }
}
