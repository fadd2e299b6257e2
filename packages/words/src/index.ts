export { englishLanguage, type Key, type Language, type Say, type Words, wordsIn } from "./words.ts";
