/** The tests of this worker use this engine. */
globalThis.MOA_TEST_ENGINE = 'postgres';
